using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Native;
using Microsoft.Extensions.Options;
using TorchSharp;
using TorchSharp.Modules;

namespace Kimi.Runtime.Execution;

/// <summary>
/// Writes metrics as TensorBoard event files, a folder for each stage that records any: <c>tensorboard --logdir runs/quickstart/latest/tensorboard</c>. A
/// resumed stage adds a file that begins at its checkpoint; steps in both files are the same, since runs repeat.
/// </summary>
/// <param name="options">Whether to.</param>
internal sealed class TensorBoardListener(IOptions<KimiOptions> options) : IRunListener
{
    private string _folder = "";
    private SummaryWriter? _writer;

    public void RunStarted(RunInfo run, IReadOnlyList<Stage> stages) => _folder = Path.Combine(run.Folder, "tensorboard");

    public void StageStarted(Stage stage, int? fromStep) => _writer = null;

    public void Record(StepMetrics metrics)
    {
        if (!options.Value.TensorBoard)
            return;
        _writer ??= Open(metrics.Stage);
        foreach (var (name, value) in metrics.All)
        {
            if (double.IsFinite(value))
                _writer.add_scalar(name.Replace('.', '/'), (float)value, metrics.Step);
        }
    }

    public void StageFinished(StageResult result) => _writer = null;

    public void RunFinished(IReadOnlyList<StageResult> results) => _writer = null;

    private SummaryWriter Open(string stage)
    {
        LibTorch.Load();
        return torch.utils.tensorboard.SummaryWriter(Path.Combine(_folder, stage), createRunName: false);
    }
}
