import { Search } from 'lucide-react'
import { useState } from 'react'
import { Checkbox } from '../controls/checkbox.tsx'
import { Select } from '../controls/select.tsx'
import { Slider } from '../controls/slider.tsx'
import { Switch } from '../controls/switch.tsx'
import { DragField } from '../fields/drag-field.tsx'
import { TextArea } from '../fields/text-area.tsx'
import { TextField } from '../fields/text-field.tsx'
import { Field } from '../layout/field.tsx'
import { Group, Row } from './group.tsx'
import { useWords } from './words.ts'

export function ValueSamples() {
  const w = useWords()
  return (
    <Group title={w.values}>
      <NumberSamples />
      <ChoiceSamples />
      <WordSamples />
      <Row>
        <Checkbox label={w.grid} checked onChange={() => undefined} />
        <Checkbox label={w.holes} checked={false} onChange={() => undefined} />
        <Checkbox label={w.half} checked={false} mixed onChange={() => undefined} />
        <Checkbox label={w.locked} checked disabledReason={w.lockedReason} onChange={() => undefined} />
      </Row>
    </Group>
  )
}

function NumberSamples() {
  const w = useWords()
  const [focal, setFocal] = useState(35)
  const [position, setPosition] = useState([0.25, -1.5, 0])
  return (
    <>
      <Field label={w.focal} onReset={focal === 24 ? undefined : () => setFocal(24)} resetTo="24 mm">
        <DragField
          label={w.focal}
          value={focal}
          unit="mm"
          min={12}
          max={200}
          defaultValue={24}
          onPreview={setFocal}
          onCommit={setFocal}
        />
      </Field>
      <Field label={w.position}>
        {['X', 'Y', 'Z'].map((axis, index) => (
          <DragField
            key={axis}
            label={`${w.position} ${axis}`}
            prefix={axis}
            value={position[index] ?? 0}
            step={0.05}
            precision={2}
            defaultValue={0}
            onCommit={(next) => setPosition(position.with(index, next))}
          />
        ))}
      </Field>
      <MoreNumberSamples />
    </>
  )
}

function MoreNumberSamples() {
  const w = useWords()
  const [pan, setPan] = useState(12)
  const [frames, setFrames] = useState(72)
  const [gain, setGain] = useState(-6)
  return (
    <>
      <Field label={w.angle}>
        <DragField label={w.angle} value={pan} unit="degrees" precision={1} onCommit={setPan} defaultValue={0} />
        <DragField label={w.duration} value={frames} unit="frames" min={1} framesPerSecond={24} onCommit={setFrames} />
      </Field>
      <Field label={w.volume} hint="−60 dB … +6 dB">
        <Slider label={w.volume} value={gain} min={-60} max={6} onPreview={setGain} />
        <DragField size="compact" label={w.volume} value={gain} unit="decibels" min={-60} max={6} onCommit={setGain} />
      </Field>
      <Field label={w.mixed}>
        <DragField label={w.mixed} value={null} unit="m" precision={2} onCommit={() => undefined} />
        <DragField label={w.locked} value={24} unit="mm" onCommit={() => undefined} disabledReason={w.lockedReason} />
      </Field>
    </>
  )
}

function ChoiceSamples() {
  const w = useWords()
  const [easing, setEasing] = useState<'linear' | 'ease' | 'hold'>('ease')
  const [handles, setHandles] = useState(true)
  return (
    <>
      <Field label={w.easing}>
        <Select
          label={w.easing}
          value={easing}
          onChange={setEasing}
          options={[
            { value: 'ease', label: w.easeInOut, detail: '3' },
            { value: 'linear', label: w.linear, detail: '1' },
            { value: 'hold', label: w.hold, disabledReason: w.holdReason },
          ]}
        />
      </Field>
      <Field label={w.size}>
        <Select
          label={w.size}
          value={640}
          onChange={() => undefined}
          options={[{ value: 640, label: '640 × 352' }]}
          disabledReason={w.lockedReason}
        />
      </Field>
      <Row>
        <Switch label={w.handles} checked={handles} onChange={setHandles} />
        <Switch label={w.grid} checked={false} onChange={() => undefined} />
        <Switch label={w.locked} checked disabledReason={w.lockedReason} onChange={() => undefined} />
      </Row>
    </>
  )
}

function WordSamples() {
  const w = useWords()
  const [name, setName] = useState<string>(w.harbour)
  const [notes, setNotes] = useState<string>(w.notesText)
  return (
    <>
      <TextField label={w.search} value="" placeholder={w.search} icon={<Search />} onCommit={() => undefined} />
      <Field label={w.name}>
        <TextField label={w.name} value={name} onCommit={setName} fault={w.nameTaken} />
      </Field>
      <Field label={w.notes} stacked>
        <TextArea label={w.notes} value={notes} onCommit={setNotes} />
      </Field>
    </>
  )
}
