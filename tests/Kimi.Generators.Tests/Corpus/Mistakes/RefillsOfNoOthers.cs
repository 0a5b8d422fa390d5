// Stack: verl
// Kind: dynamic sampling, where each iteration draws all problems
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("refills-of-no-others")]
public abstract partial class RefillsOfNoOthers
{
    [Problems<AdditionProblems>(Count = 64)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxRefills = 4)] //! KIMI5006
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
