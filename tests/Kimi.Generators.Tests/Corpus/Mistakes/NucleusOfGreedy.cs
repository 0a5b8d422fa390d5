// Stack: OpenRLHF
// Kind: top-p is tuned where top-k leaves one token
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("nucleus-of-greedy")]
public abstract partial class NucleusOfGreedy
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, TopK = 1, TopP = 0.9)] //! KIMI5006
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
