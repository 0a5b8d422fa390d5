// Form: a base recipe and its ablations: objectives, group size and sampling change, and everything before them is shared
using Kimi.Dsl;

namespace Acme.Ablations;

[Recipe("ablation-base", Seed = 10)]
[Sampling(MaxResponseTokens = 2_048)]
[Reinforce(
    Iterations = 150, LearningRate = 1e-6, WarmupIterations = 5, ResetOptimizer = false, MicroBatchTokens = 16_384)]
[MathReward(LastLine = false)]
public abstract partial class ObjectivesOnOneStart
{
    [LoadPolicy("models/qwen2.5-math-1.5b")]
    public abstract Policy Pretrained();

    [DemonstrationsFile(Path = "data/cold-start.jsonl", Count = 4_000)]
    public abstract Demonstrations ColdStart();

    [FineTune(Steps = 250, BatchSize = 32, LearningRate = 1e-5, WarmupSteps = 12, MicroBatchTokens = 32_768)]
    public abstract Policy Sft(Policy pretrained, Demonstrations coldStart);

    [ProblemsFile(Path = "data/math-level3to5.jsonl", Layout = ProblemLayout.Math, Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/math-level3to5.jsonl", Layout = ProblemLayout.Math, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce]
    [Grpo]
    [MathReward]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

/// <summary>Without the pull towards the policy that sampled.</summary>
[Recipe("ablation-no-kl")]
[Grpo(Beta = 0)]
public abstract partial class WithoutKl : ObjectivesOnOneStart;

/// <summary>Without the biases of length and difficulty.</summary>
[Recipe("ablation-dr-grpo")]
public abstract partial class WithoutBiases : ObjectivesOnOneStart
{
    [Reinforce]
    [DrGrpo]
    [MathReward]
    public abstract override Policy Tuned(Policy sft, PromptSet problems);
}

/// <summary>The paper's objective, with a pull on each token.</summary>
[Recipe("ablation-mirror")]
public abstract partial class ByMirrorDescent : ObjectivesOnOneStart
{
    [Reinforce]
    [MirrorDescent(Tau = 0.05, Level = LogratioLevel.Token, Baseline = Baseline.LeaveOneOut)]
    [MathReward]
    public abstract override Policy Tuned(Policy sft, PromptSet problems);
}

/// <summary>Half the problems, twice the responses: the same number of tokens.</summary>
[Recipe("ablation-wide-groups")]
[Reinforce(PromptsPerIteration = 32, SamplesPerPrompt = 16)]
public abstract partial class WideGroups : ObjectivesOnOneStart;

/// <summary>On-policy: one step an iteration, at four times the rate.</summary>
[Recipe("ablation-on-policy")]
public abstract partial class OnPolicy : ObjectivesOnOneStart
{
    [Reinforce(StepsPerIteration = 1, LearningRate = 4e-6)]
    [PolicyGradient]
    [MathReward]
    public abstract override Policy Tuned(Policy sft, PromptSet problems);
}
