// Stack: OpenRLHF
// Kind: long chains of thought are taught, and cut off in reinforcement learning
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("traces-longer-than-responses")]
public abstract partial class TracesLongerThanResponses
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [SampleLongCot(MaxResponseTokens = 4_096, Templates = ["{prompt}\nThink."])]
    [ExactAnswerReward]
    public abstract Demonstrations Long([From(nameof(Base))] Policy start, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, [From(nameof(Long))] Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 512)] //! KIMI6011
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
