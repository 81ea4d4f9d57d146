/** Help of the command that measures takes. */

const usage = 'craneshot measure TAKE|PROJECT [--again] [--json]'

export const en = `${usage}

  TAKE                    a take's folder or its take.json
  PROJECT                 a project's folder: all of its takes; it may be open in the window;
                          those that cannot be read are named at the end, and the exit code is 1
  --again                 also what is measured already
  --json                  print one JSON object at the end, with the achieved camera of every frame

  Follows details of the board through a take's frames, solves each frame's camera from them and
  the board's depth, and compares it with the authored one: rotation in degrees, place relative to
  the travel, both means over the frames. The result is kept as obedience.json beside the take;
  sums has RotErr (radians) and TransErr (subject distances) as CameraCtrl adds them up.`

export const ko = `${usage}

  TAKE                    테이크 폴더나 그 안의 take.json
  PROJECT                 프로젝트 폴더의 모든 테이크. 창에서 열어 둔 채로도 됨.
                          읽을 수 없는 테이크는 끝에 알리고 종료 코드는 1
  --again                 이미 잰 것도 다시
  --json                  끝에 JSON 객체 하나를 출력. 프레임마다 실제 카메라를 담음

  보드의 점들을 테이크의 프레임마다 따라가, 그 점들과 보드의 깊이로 카메라를 구하고 지정한
  카메라와 비교합니다. 회전은 도, 위치는 이동 거리에 대한 비율이며 둘 다 프레임의 평균입니다.
  결과는 테이크 옆의 obedience.json에 남고, sums에는 CameraCtrl의 방식으로 더한
  RotErr(라디안)와 TransErr(피사체 거리)가 있습니다.`
