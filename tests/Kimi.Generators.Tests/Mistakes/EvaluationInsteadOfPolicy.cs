// Mistake: The editor completed 'longCotReport' where I meant 'longCot'
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("merge-a-report")]
public abstract partial class MergeAReport
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 64), ExactAnswerReward]
    public abstract Evaluation LongCotReport(Policy longCot, PromptSet heldOut);

    [MergeWeights]
    public abstract Policy Merged(Policy sft, {|KIMI2002:Policy|} longCotReport);
}
