// Form: two profiles that would contradict each other, of which a run takes one
using Kimi.Dsl;

namespace Acme;

[Recipe("two-profiles-at-odds")]
public abstract partial class TwoProfilesAtOdds
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

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [CurriculumSampler(Width = 2)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.short.json
{
  "two-profiles-at-odds": { "LongCot": { "Iterations": 30 } }
}
//// kimi.slow.json
{
  "two-profiles-at-odds": { "LongCot": { "CurriculumSampler": { "UntilIteration": 60 } } }
}
