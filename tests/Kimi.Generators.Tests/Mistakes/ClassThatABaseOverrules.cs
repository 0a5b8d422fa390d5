// Mistake: I gave my ablation another value on its class, while the base's stage has its own
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("usual-run")]
public abstract partial class UsualRun
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
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

[Recipe("longer-run", Seed = 2)]
[Reinforce({|KIMI5010:Iterations = 160|})]
public abstract partial class LongerRun : UsualRun;
