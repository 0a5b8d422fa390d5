// Stack: ms-swift
// Kind: the prompt already says the answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-with-its-answer")]
public abstract partial class PromptWithItsAnswer
{
    [Problems<PromptWithItsAnswerSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<PromptWithItsAnswerSource>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums.</summary>
public sealed class PromptWithItsAnswerSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"{a}+{b}={a + b}, so the sum is ", Answer = $"{a + b}" }; //! KIMI8019
        }
    }
}
