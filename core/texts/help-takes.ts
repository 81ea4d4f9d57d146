/** Help of the command on what takes cost the disk. */

const usage = 'craneshot takes PROJECT [--clean GROUP[,GROUP…]] [--json]'

export const en = `${usage}

  PROJECT                 a project's folder; to remove takes, no window may have it open
  --clean GROUP           removes takes for good: rejected, unused (neither in the cut nor starred
                          nor noted on), deleted-shots (of shots that the film has no more)
  --json                  print one JSON object at the end, with every take's bytes and group

  Without --clean nothing changes. The take that a shot shows in the cut always stays. The film is
  kept as a snapshot first and is not changed; frames that are removed cannot be brought back.
  A command that is killed leaves whole takes only.`

export const ko = `${usage}

  PROJECT                 프로젝트 폴더. 테이크를 지울 때는 창에서 열려 있지 않아야 함
  --clean 종류            테이크를 완전히 지움: rejected(제외한 것), unused(컷에도 없고 별점도
                          메모도 없는 것), deleted-shots(필름에 없는 샷의 것)
  --json                  끝에 JSON 객체 하나를 출력. 테이크마다 바이트와 종류를 담음

  --clean이 없으면 아무것도 바뀌지 않습니다. 샷이 컷에서 보여 주는 테이크는 언제나 남습니다.
  먼저 필름을 스냅샷으로 남기고 필름은 바꾸지 않습니다. 지운 프레임은 되돌릴 수 없습니다.
  명령이 강제로 끝나도 온전한 테이크만 남습니다.`
