// Stack: unsloth
// Kind: the sign that makes values of names is missing, and all problems ask the same
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-without-its-values")]
public abstract partial class PromptWithoutItsValues
{
    [Problems<NamedSums>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<NamedSums>(Count = 256, Split = Split.HeldOut)]
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
public sealed class NamedSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (; ;)
        {
            var (a, b) = (random.Next(10_000), random.Next(10_000));
            yield return new MathProblem
            {
                Id = $"{a}+{b}",
                Prompt = "What is {a} + {b}? ", //! KIMI8030
                Answer = $"{a + b}",
            };
        }
    }
}
