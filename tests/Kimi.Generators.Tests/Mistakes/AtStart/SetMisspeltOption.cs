// Mistake: I misspelt an option behind --set
// Pain: 1
// Caught: start
// Arguments: run set-misspelt --set LongCot:LerningRate=1e-4
// Says: KIMI7002: set-misspelt:LongCot has no option 'LerningRate' (--set): did you mean 'LearningRate'?
using Kimi.Dsl;

namespace Acme;

[Recipe("set-misspelt")]
public abstract partial class SetMisspelt
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
