using Kimi.Dsl;

namespace Kimi.Recipes.Digits;

/// <summary>
/// verl's own example of arithmetic on digits, from its checkpoint and its parquet files: the policy continues sequences with a constant difference. The
/// checkpoint has hardly been trained, so that it is tuned on solved prompts before it is reinforced.
/// </summary>
/// <remarks>
/// <c>python3 tools/convert-characters.py verl-digit digits</c> makes the folder, then
/// <c>run digits --set Base:Folder=digits --set Problems:Path=train.parquet --set HeldOut:Path=test.parquet</c>.
/// </remarks>
[Recipe("digits", Seed = 1)]
[ProblemsFile(Layout = ProblemLayout.Prompts)]
[Sampling(MaxResponseTokens = 24)]
public abstract partial class Digits
{
    [ProblemsFile]
    public abstract PromptSet Problems();

    [ProblemsFile]
    public abstract PromptSet HeldOut();

    [LoadPolicy]
    public abstract Policy Base();

    [Demonstrations<DigitTraces>]
    public abstract Demonstrations Traces(PromptSet problems);

    [FineTune(Steps = 400, BatchSize = 32, LearningRate = 1e-3, WarmupSteps = 20)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations traces);

    [Reinforce(Iterations = 30, PromptsPerIteration = 32, SamplesPerPrompt = 16, LearningRate = 3e-4)]
    [MirrorDescent(Tau = 0.1)]
    [Reward<DigitReward>]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<DigitReward>]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy sft, Policy tuned, PromptSet heldOut);
}
