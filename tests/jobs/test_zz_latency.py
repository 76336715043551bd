import time,random,statistics
from tests.waiting import until
from tests.factories import jobs
from c4ir_assess.jobs.models import Job
def test_latency(rig):
    rig.quicker=1.0
    rig.relay(); rig.worker()
    first=jobs.queued(args={"key":"first"}); until(lambda: Job.objects.get(pk=first.pk).state=="done")
    w=[]
    for n in range(40):
        time.sleep(random.uniform(0,.6))
        j=jobs.queued(args={"key":f"l{n}"}); t=time.time()
        until(lambda: Job.objects.get(pk=j.pk).state=="done", every=.005); w.append(time.time()-t)
    with open("/tmp/h-jobs/lat.txt","w") as f: f.write(f"{statistics.median(w)} {max(w)} {min(w)}\n")
