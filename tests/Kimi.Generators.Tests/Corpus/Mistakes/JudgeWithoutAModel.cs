// Stack: OpenRLHF
// Kind: a served judge and no name of its model
// Caught: start
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-without-a-model")]
public abstract partial class JudgeWithoutAModel
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
    [MirrorDescent]
    [ServedJudge] //! none yet
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
