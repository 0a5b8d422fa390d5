// Stack: verl
// Kind: the code reward on a mathematics set
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tests-for-sums")]
public abstract partial class TestsForSums
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [TestCaseReward] //! KIMI4009
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
