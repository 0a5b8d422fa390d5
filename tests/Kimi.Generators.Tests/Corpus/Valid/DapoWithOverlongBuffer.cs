// Form: DAPO on verl's files: clip-higher, refills, a soft penalty for responses that come near the limit, and AIME at 32 samples
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Dapo;

/// <summary>The published recipe for 32 billion weights, on a cluster of ours.</summary>
[Recipe("dapo-17k", Seed = 42, DeviceMemoryGiB = 80, Devices = 128)]
public abstract partial class DapoWithOverlongBuffer
{
    private const int Longest = 20_480;

    [LoadPolicy("/models/qwen2.5-32b")]
    public abstract Policy Pretrained();

    [ProblemsFile(Path = "/data/dapo-math-17k.parquet", Layout = ProblemLayout.Verl, MaxPromptCharacters = 6_000)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "/data/aime-2024.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    /// <summary>AIME in the words of the training file.</summary>
    [Transform]
    public static PromptSet AimeAsked(PromptSet aime)
    {
        return new([.. aime.Select(AsMessage)]);

        static Problem AsMessage(Problem problem)
        {
            var text = "Solve the following math problem step by step. The last line of your response should be of the form Answer: $Answer.\n\n"
                + problem.Prompt.Text;
            return problem with { Prompt = new Prompt.Conversation([new Message(MessageRole.User, [new PromptPart.Text(text)])]) };
        }
    }

    [Reinforce(
        Iterations = 300, PromptsPerIteration = 512, SamplesPerPrompt = 16, MaxResponseTokens = Longest, MaxRefills = 2, StepsPerIteration = 16,
        LearningRate = 1e-6, WarmupIterations = 20, ResetOptimizer = false, MicroBatchTokens = 32_768, RecomputeActivations = true, KeepRolloutsEvery = 10,
        Parts = 32)]
    [Dapo]
    [MathReward(LastLine = false)]
    [SoftOverlong(Buffer = 4_096)]
    public abstract Policy Tuned(Policy pretrained, PromptSet problems);

    /// <summary>avg@32, as papers report it.</summary>
    [Evaluate(SamplesPerPrompt = 32, MaxResponseTokens = Longest, TopP = 0.7)]
    [MathReward(LastLine = false)]
    public abstract Evaluation AimeReport(Policy tuned, PromptSet aimeAsked);
}

/// <summary>Takes away more and more as a response comes near the limit.</summary>
[ProductAtMost([nameof(Buffer)], [nameof(ReinforceAttribute.MaxResponseTokens)], Because = "every response would be penalised")]
public sealed class SoftOverlongAttribute : PenaltyAttribute<SoftOverlong>
{
    /// <summary>The last tokens before the limit, over which the penalty rises. Default: 1024.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(1024)]
    public int Buffer { get; set; } = 1024;

    /// <summary>What a response at the limit loses. Default: 0.5.</summary>
    [Weight(10)]
    [DefaultValue(0.5)]
    public double Factor { get; set; } = 0.5;

    /// <summary>The limit that the buffer ends at. Default: 20,480.</summary>
    [Range(1, 10_000_000)]
    [DefaultValue(20_480)]
    public int Limit { get; set; } = 20_480;
}

/// <summary>Equation 13 of the paper.</summary>
[ImplementationVersion(1)]
public sealed class SoftOverlong(SoftOverlongAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var free = options.Limit - options.Buffer;
        return [.. group.Select(rollout => -options.Factor * Math.Clamp((rollout.Length - free) / (double)options.Buffer, 0, 1))];
    }
}
