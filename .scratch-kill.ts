import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
const T='/work/main/test/support/';
const { streamReports, findPlanned } = require(T+'stream-reports.ts');
const { post } = require(T+'start-test-app.ts');
const D=process.argv[2];
(async()=>{
 for (let round=0; round<4; round++){
  const child = spawn(process.execPath,['-r',T+'typescript-hook.js','/work/main/src/main.ts','serve'],{env:{...process.env,PORT:'0',DATA_DIR:D,LOG_LEVEL:'error'},stdio:['ignore','pipe','pipe']});
  let said='',err='';child.stderr.on('data',(c:any)=>err+=c);
  await new Promise<void>(r=>child.stdout.on('data',(c:any)=>{said+=c; if(/Ctrl-C stops/.test(said))r();}));
  const url=/GraphQL +(http:\S+)\/graphql/.exec(said)![1]; const token=/reporter +(\S+)/.exec(said)![1];
  const codes=await findPlanned(url,token,300,{within:['01','34','40','79'][round]});
  const t0=Date.now();
  const s=streamReports(url,token,codes);
  await s.waitFor(60); console.log('60 reports in',Date.now()-t0);
  process.kill(Number(readFileSync(D+'/postgres/postmaster.pid','utf8').split('\n')[0]),'SIGKILL');
  const t1=Date.now();
  child.on('exit',(c:any)=>console.log('exit',c,Date.now()-t1));
  await s.done; console.log('stream done',Date.now()-t1,s.answered.size,s.refused.length);
  await new Promise(r=>child.exitCode!==null?r(0):child.on('exit',r));
  console.log(said.split('\n').slice(-5).join('\n')); console.log(err.split('\n').filter(l=>l.includes('incident')||l.includes('fatal')).map(l=>l.slice(0,1500)).slice(0,3).join('\n'));
 }
})();
