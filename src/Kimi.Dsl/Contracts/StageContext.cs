namespace Kimi.Dsl;

/// <summary>What a running stage has in addition to its options and inputs.</summary>
public abstract class StageContext
{
    /// <summary>The stage's name.</summary>
    public abstract string StageName { get; }

    /// <summary>The seed of the stage: derived from the recipe's seed and the stage's name.</summary>
    public abstract ulong Seed { get; }

    /// <summary>The address of the stage's output: a hash of all that it depends on.</summary>
    public abstract string Address { get; }

    /// <summary>The folder for the output's files; it exists. What is written there is published when the stage returns.</summary>
    public abstract string OutputFolder { get; }

    /// <summary>
    /// A folder for what is worth keeping but is not part of the output, such as rollouts; it exists. A step that is repeated after an interruption writes its
    /// files again.
    /// </summary>
    public abstract string LogFolder { get; }

    /// <summary>The stage's checkpoints.</summary>
    public abstract ICheckpoints Checkpoints { get; }

    /// <summary>Records metrics of a step to all metric sinks.</summary>
    /// <param name="step">The step, or iteration, that the metrics describe, 0-based.</param>
    /// <param name="steps">How many there are.</param>
    /// <param name="metrics">Name and value of each metric that a run with the same options and seed reproduces.</param>
    /// <param name="measurements">Name and value of each measurement that depends on the machine and the moment: seconds, tokens per second, memory.</param>
    public abstract void Record(int step, int steps, IReadOnlyDictionary<string, double> metrics, IReadOnlyDictionary<string, double> measurements);

    /// <summary>Sets a metric of the finished stage, for the final table and <c>summary.json</c>.</summary>
    /// <param name="metric">The metric's name, in camel case.</param>
    /// <param name="value">Its value.</param>
    public abstract void Summarize(string metric, double value);

    /// <summary>A random stream of the stage: the same purpose and index give the same stream, so there is no state to checkpoint.</summary>
    /// <param name="purpose">What it is for; streams of two purposes are independent.</param>
    /// <param name="index">Such as the iteration.</param>
    public SeededRandom Random(string purpose, long index = 0) => SeededRandom.Derive(Seed, purpose, index);
}
