// Stack: prime-rl
// Kind: two corrections of the same mismatch
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("two-corrections")]
public abstract partial class TwoCorrections
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [Grpo]
    [ExactAnswerReward]
    [TruncatedImportance] //! KIMI3004
    [MaskedImportance]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
