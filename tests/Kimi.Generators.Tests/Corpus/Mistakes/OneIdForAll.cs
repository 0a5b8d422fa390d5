// Stack: OpenRLHF
// Kind: all problems have the same id
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-id-for-all")]
public abstract partial class OneIdForAll
{
    [Problems<OneIdForAllSource>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<OneIdForAllSource>(Count = 256, Split = Split.HeldOut)]
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
public sealed class OneIdForAllSource : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = "sum", Prompt = $"{a}+{b}=", Answer = $"{a + b}" }; //! KIMI8009
        }
    }
}
