// Stack: slime
// Kind: a source writes prompts in letters that the alphabet lacks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-outside-the-alphabet")]
public abstract partial class PromptOutsideTheAlphabet
{
    [Problems<PromptOutsideTheAlphabetSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<PromptOutsideTheAlphabetSource>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#")]
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
public sealed class PromptOutsideTheAlphabetSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{a}+{b}", Prompt = $"add {a}+{b}=", Answer = $"{a + b}" }; //! KIMI6009
        }
    }
}
