// Mistake: I have a reward model judge and never say which
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-of-nobody")]
public abstract partial class JudgeOfNobody
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [{|KIMI4010:ModelReward|}]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
