// Stack: axolotl
// Kind: a transform shuffles by new identifiers, so that every run has other problems first
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shuffled-by-new-guids")]
public abstract partial class ShuffledByNewGuids
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Transform]
    public static PromptSet Some(PromptSet problems)
    {
        var mixed = problems.OrderBy(_ => Guid.NewGuid()); //! KIMI8007
        return new([.. mixed.Take(1_000)]);
    }

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet some);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
