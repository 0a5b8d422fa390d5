// Form: a stop rule of the team ends responses that count up without end, and a schedule with options spreads long ones
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Echo;

[Recipe("stops-at-an-echo")]
[Sampling(MaxResponseTokens = 2_048)]
public abstract partial class StopsAtAnEcho
{
    [ProblemsFile(Path = "dapo/train.parquet", Layout = ProblemLayout.Verl, Count = 10_000)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "aime/2024.parquet", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Test();

    [LoadPolicy("models/math-1.5b")]
    public abstract Policy Base();

    [Reinforce(Iterations = 100, LearningRate = 1e-6), Grpo, MathReward, Echo(Window = 64, Times = 4)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate(SamplesPerPrompt = 16, Temperature = 0.7), MathReward]
    public abstract Evaluation Report(Policy @base, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Ends responses whose last tokens are one piece over and over.</summary>
public sealed class EchoAttribute : RolloutRuleAttribute<Echo>
{
    /// <summary>The longest piece, in tokens.</summary>
    [Range(1, 10_000)]
    [DefaultValue(32)]
    public int Window { get; set; } = 32;

    /// <summary>How often it stands there.</summary>
    [Range(2, 1_000)]
    [DefaultValue(3)]
    public int Times { get; set; } = 3;
}

/// <summary>Does it.</summary>
public sealed class Echo(EchoAttribute options) : IStopRule
{
    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens)
    {
        for (var length = 8; length <= options.Window && length * options.Times <= tokens.Length; length++)
        {
            if (Repeats(tokens[^(length * options.Times)..], length))
                return StopReason.Repetition;
        }

        return null;
    }

    private static bool Repeats(ReadOnlySpan<int> tail, int length)
    {
        var piece = tail[..length];
        for (var start = length; start < tail.Length; start += length)
        {
            if (!tail.Slice(start, length).SequenceEqual(piece))
                return false;
        }

        return true;
    }
}
