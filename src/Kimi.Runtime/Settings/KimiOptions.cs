using System.ComponentModel.DataAnnotations;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Settings;

/// <summary>Where and on what to run: the <c>Kimi</c> section of the configuration.</summary>
public sealed class KimiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Kimi";

    /// <summary>The folder that runs and stage outputs are kept in. Default: <c>runs</c> in the working folder.</summary>
    [MinLength(1)]
    public string RunsFolder { get; set; } = "runs";

    /// <summary>The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>. Default: <c>cpu</c>.</summary>
    [RegularExpression("cpu|cuda(:[0-9]+)?")]
    public string Device { get; set; } = "cpu";

    /// <summary>The number format of matrix multiplications: <c>Fp32</c> or <c>Bf16</c>, which GPUs multiply several times as fast. Default: Fp32.</summary>
    [EnumDataType(typeof(Precision))]
    public Precision Precision { get; set; } = Precision.Fp32;

    /// <summary>CPU threads of tensor operations; 0 for one a core. Weights repeat bit for bit with 1. Default: 0.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>How many threads that comes to on this machine.</summary>
    public int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>How many responses the rollout engine samples at a time. Changes speed and memory only. Default: 512.</summary>
    [Range(1, 1_000_000)]
    public int RolloutSlots { get; set; } = 512;

    /// <summary>How many rollout workers generate side by side; they share the threads. Runs repeat bit for bit for the same number. Default: 1.</summary>
    [Range(1, 1024)]
    public int RolloutWorkers { get; set; } = 1;

    /// <summary>Whether a rollout worker takes the next batch when it is done with one, which no longer repeats bit for bit. Default: false.</summary>
    public bool FreeRunning { get; set; }

    /// <summary>How many responses the rewards judge at a time. Default: 64.</summary>
    [Range(1, 100_000)]
    public int ConcurrentVerdicts { get; set; } = 64;

    /// <summary>Whether a run's metrics are written as TensorBoard event files too, into its folder <c>tensorboard</c>. Default: true.</summary>
    public bool TensorBoard { get; set; } = true;

    /// <summary>Whether a run waits for a stage that another process is computing, rather than to end with that message. Default: false.</summary>
    public bool WaitForStages { get; set; }

    /// <summary>How long no rollout worker may show a sign of life, in seconds; then the run stops and names what is blocked. Default: 600.</summary>
    [Range(0.001, 1_000_000.0)]
    public double RolloutDeadlineSeconds { get; set; } = 600;
}
