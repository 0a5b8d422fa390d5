using System.ComponentModel.DataAnnotations;
using Kimi.Torch.Models;

namespace Kimi.Runtime.Settings;

/// <summary>Where and on what to run: the <c>Kimi</c> section of the configuration.</summary>
public sealed class KimiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Kimi";

    /// <summary>The folder for runs and stage outputs. Default: <c>runs</c> in the working folder.</summary>
    [MinLength(1)]
    public string RunsFolder { get; set; } = "runs";

    /// <summary>The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>. Default: <c>cpu</c>.</summary>
    [RegularExpression("cpu|cuda(:[0-9]+)?")]
    public string Device { get; set; } = "cpu";

    /// <summary>The number format of matrix multiplications: <c>Fp32</c> or <c>Bf16</c>, which is several times as fast on GPUs. Default: Fp32.</summary>
    [EnumDataType(typeof(Precision))]
    public Precision Precision { get; set; } = Precision.Fp32;

    /// <summary>CPU threads of tensor operations; 0 for one per core. Weights repeat bit for bit with 1. Default: 0.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>The resulting number of threads on this machine.</summary>
    public int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>How many responses a rollout worker samples at a time. Affects speed and memory, and the last bits of log-probabilities.
    /// Default: 512.</summary>
    [Range(1, 1_000_000)]
    public int RolloutSlots { get; set; } = 512;

    /// <summary>
    /// How many rollout workers generate in parallel, at most as many as a stage has parts; 0 for one per thread. Affects only speed.
    /// Default: 0.
    /// </summary>
    [Range(0, 1024)]
    public int RolloutWorkers { get; set; }

    /// <summary>
    /// Whether rollout workers are processes of their own, of the same application on this machine. A worker that dies is started again, and what it was at
    /// is done again; results are the same bytes. Default: false.
    /// </summary>
    public bool RolloutProcesses { get; set; }

    /// <summary>
    /// The address and port of this machine at which rollout workers join that are started elsewhere, such as <c>10.0.0.1:8760</c>; they are in addition to
    /// the run's own, and change only the speed. Beyond this machine it needs certificates. Default: empty, for none.
    /// </summary>
    public string WorkerAddress { get; set; } = "";

    /// <summary>
    /// The certificate of this process towards workers or the run that it works for, a file in PEM format. Both sides show one, over TLS. Default: empty.
    /// </summary>
    public string ClusterCertificate { get; set; } = "";

    /// <summary>
    /// The private key of <see cref="ClusterCertificate"/>, a file in PEM format; the password of an encrypted one is in the environment variable
    /// KIMI_CLUSTER_PASSWORD. Default: empty.
    /// </summary>
    public string ClusterKey { get; set; } = "";

    /// <summary>
    /// The certificate of the authority that signed those of both sides, a file in PEM format. Whoever has a certificate of it is trusted, so it signs nothing
    /// else. Default: empty.
    /// </summary>
    public string ClusterAuthority { get; set; } = "";

    /// <summary>
    /// The Redis server, such as <c>10.0.0.1:6379</c>, in which a run says where its workers join, and workers look for it. Default: empty, for none.
    /// </summary>
    public string ClusterRedis { get; set; } = "";

    /// <summary>How many responses rewards judge at a time, and how many turns environments reply to at a time. Default: 64.</summary>
    [Range(1, 100_000)]
    public int ConcurrentVerdicts { get; set; } = 64;

    /// <summary>
    /// In how many processes of their own rewards judge and environments play that keep nothing; they share <see cref="ConcurrentVerdicts"/>. 0 for this
    /// process. What one that dies was at is judged or played again; results are the same. Default: 0.
    /// </summary>
    [Range(0, 1024)]
    public int RewardProcesses { get; set; }

    /// <summary>Whether a run's metrics are also written as TensorBoard event files, into its folder <c>tensorboard</c>. Default: true.</summary>
    public bool TensorBoard { get; set; } = true;

    /// <summary>Whether a run waits for a stage that another process is computing, instead of ending with an error. Default: false.</summary>
    public bool WaitForStages { get; set; }

    /// <summary>How long there may be no sign of life from any rollout worker, in seconds, before the run stops and reports what is blocked. Default:
    /// 600.</summary>
    [Range(0.001, 1_000_000.0)]
    public double RolloutDeadlineSeconds { get; set; } = 600;

    /// <summary>
    /// How long a call of a transform, sampler, penalty, stop rule, corpus rule or source may take, in seconds, before the run stops and reports what does not
    /// come back. A metric sink that takes longer is reported and left out. Rewards and environments have a time limit of their own. Default: 3600.
    /// </summary>
    [Range(0.001, 1_000_000.0)]
    public double ComponentTimeLimitSeconds { get; set; } = 3600;

    /// <summary>Where programs that rewards judge are run: <c>Local</c>, <c>Service</c> or <c>SandboxFusion</c>. Default: Local.</summary>
    [EnumDataType(typeof(SandboxKind))]
    public SandboxKind Sandbox { get; set; }

    /// <summary>
    /// The address of another machine's sandbox, such as <c>http://10.0.0.2:8750</c>; its key is in the environment variable KIMI_SANDBOX_KEY. Default: empty.
    /// </summary>
    public string SandboxUrl { get; set; } = "";

    /// <summary>How many programs the local sandbox runs at a time; 0 for one per core. Default: 0.</summary>
    [Range(0, 1024)]
    public int SandboxWorkers { get; set; }
}
