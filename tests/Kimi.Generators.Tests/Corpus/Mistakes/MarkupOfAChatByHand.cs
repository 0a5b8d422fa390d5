// Stack: ms-swift
// Kind: a source writes the markup of a chat template into the text of a prompt
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("markup-of-a-chat-by-hand")]
public abstract partial class MarkupOfAChatByHand
{
    [Problems<MarkupOfAChatByHandSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<MarkupOfAChatByHandSource>(Count = 256, Split = Split.HeldOut)]
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
public sealed class MarkupOfAChatByHandSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"<|im_start|>user\n{a}+{b}<|im_end|>\n<|im_start|>assistant\n", Answer = $"{a + b}" }; //! KIMI8030
        }
    }
}
