/** The part on what is to be done in the month of the briefing: tasks, key tasks, breakthroughs. */
import type { Entered } from './content';
import { paragraphOf, type Composition } from './composition';
import type { Block } from './document';

export function composeTasks({ content, locale }: Composition): Block[] {
  const { tasks, keyTasks, breakthroughs } = content;
  const month = locale.month(content.month);
  const listOf = (title: string, entered: readonly Entered[]): Block[] =>
    entered.length === 0
      ? []
      : [
          { kind: 'heading', level: 3, text: title },
          { kind: 'list', items: entered.map((each) => [locale.entered(each)]) },
        ];
  const blocks = [
    ...listOf(locale.say('Nhiệm vụ trong tháng', 'Tasks of the month'), tasks),
    ...listOf(locale.say('Nhiệm vụ trọng tâm', 'Key tasks'), keyTasks),
    ...listOf(locale.say('Khâu đột phá', 'Breakthroughs'), breakthroughs),
  ];
  const none = paragraphOf(locale.say(`Chưa có nhiệm vụ nào cho ${month}.`, `There is no task for ${month} yet.`));
  return blocks.length > 0 ? blocks : none;
}
