/** Help of the command on the machine's queue. */

const usage = `craneshot queue [--json]
craneshot queue add PROJECT [--shot NAME|ID] [--moves M,…] [--seeds N] [--quality Q | --steps N] [--model PACK] [--json]
craneshot queue run [--no-measure] [--json]
craneshot queue pause [--stop] | resume | retry [--json]
craneshot queue remove ID… | --ended [--json]`

export const en = `${usage}

  Lists the takes that run, wait and have ended on this machine, in their order. The window shows
  the same queue; takes in it outlive any end of the program.

  add PROJECT             queues takes of a project's shots as they are now; the project may be open
  --shot NAME             one of its shots; default: all
  --moves M,…             cameras in place of the shot's own, from the same board, each with every seed:
                          push-in,orbit-left,dolly:0.3+pan:-10 (see generate --move); own is the shot's own
  --seeds N               takes of each camera, each with the next seed; default 1; 1,5,9 are the seeds
  --quality Q, --steps N  draft, standard, fine, or steps of your own; default: what the shot says
  --model PACK            a pack's id or folder; default: what the shot says
  run                     makes what waits, one take at a time on the machine, until nothing is left;
                          Ctrl+C stops, and the take that was being made starts over later; takes
                          that failed are named at the end, and the exit code is 1
  --no-measure            do not measure the takes at the end (craneshot help measure)
  pause                   no further take begins; --stop also stops the one that runs
  resume                  goes on, where a window or craneshot queue run works
  retry                   takes that failed or were cancelled wait again
  remove ID…              takes off the list, by the first letters of their ids; --ended: what has ended
  --json                  print one JSON object at the end`

export const ko = `${usage}

  이 컴퓨터에서 실행 중이거나 기다리거나 끝난 테이크를 순서대로 보여 줍니다. 창에도 같은 대기열이
  보이며, 프로그램이 어떻게 끝나도 대기열은 남습니다.

  add 프로젝트            프로젝트 샷의 지금 모습대로 테이크를 대기열에 넣음. 창에서 열어 둔 채로도 됨
  --shot 이름             샷 하나만. 기본: 모두
  --moves M,…             샷의 카메라 대신 같은 보드에서 시작하는 움직임들. 시드마다 만듦:
                          push-in,orbit-left,dolly:0.3+pan:-10 (generate --move 참고). own은 샷의 카메라
  --seeds N               카메라마다 만들 테이크 수. 시드가 하나씩 커짐. 기본 1. 1,5,9는 시드 그 자체
  --quality 품질, --steps N  draft, standard, fine 또는 직접 정한 단계. 기본: 샷의 설정
  --model 팩              팩의 ID나 폴더. 기본: 샷의 설정
  run                     기다리는 테이크를 한 번에 하나씩 남지 않을 때까지 만듦.
                          Ctrl+C로 멈추면 만들던 테이크는 나중에 처음부터 다시 만듦.
                          실패한 테이크는 끝에 이름과 함께 알리고 종료 코드는 1
  --no-measure            끝에 테이크를 재지 않음(craneshot help measure 참고)
  pause                   다음 테이크를 시작하지 않음. --stop은 만들고 있는 테이크도 멈춤
  resume                  창이나 craneshot queue run이 작업하는 곳에서 계속함
  retry                   실패했거나 취소한 테이크를 다시 기다리게 함
  remove ID…              ID의 앞 글자로 테이크를 목록에서 뺌. --ended는 끝난 것을 뺌
  --json                  끝에 JSON 객체 하나를 출력`
