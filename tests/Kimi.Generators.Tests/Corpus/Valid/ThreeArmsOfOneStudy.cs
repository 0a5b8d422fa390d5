// Form: a base without a name of its own holds the study, three recipes derive, one of which derives from another and profiles change an arm
using Kimi.Dsl;

namespace Acme.Study;

[Sampling(MaxResponseTokens = 96)]
[Reinforce(Iterations = 90, SamplesPerPrompt = 16)]
[LengthPenalty(Weight = 0.1)]
public abstract partial class StudyBase
{
    [Problems<AdditionProblems>(Count = 5_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 500, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer]
    public abstract Policy Initial();

    [FineTune(Steps = 400)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce, MirrorDescent, ExactAnswerReward, LengthPenalty]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

[Recipe("study-plain", Seed = 1)]
public abstract partial class ThreeArmsOfOneStudy : StudyBase;

[Recipe("study-grpo", Seed = 1)]
public abstract partial class StudyGrpo : StudyBase
{
    [Reinforce(StepsPerIteration = 8), Grpo, ExactAnswerReward, LengthPenalty]
    public abstract override Policy Tuned(Policy sft, PromptSet problems);
}

[Recipe("study-grpo-late")]
public abstract partial class StudyGrpoLate : StudyGrpo
{
    [Reinforce(StepsPerIteration = 8), Grpo, ExactAnswerReward, LengthPenalty(FromIteration = 45)]
    public abstract override Policy Tuned(Policy sft, PromptSet problems);
}
//// kimi.strict.json
{
  "study-plain": { "Tuned": { "LengthPenalty": { "Weight": 0.4 } } },
  "study-grpo": { "Tuned": { "Grpo": { "Beta": 0.1 }, "LearningRate": 1e-4 } },
  "study-grpo-late": { "Tuned": { "LengthPenalty:FromIteration": 60 } }
}
