// Stack: TRL
// Kind: keeps more responses of a problem than are sampled
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-kept-than-sampled")]
public abstract partial class MoreKeptThanSampled
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleQuestionAnswers(SamplesPerPrompt = 4, PerProblem = 16)] //! KIMI5002
    [ExactAnswerReward]
    public abstract Corpus Qa(Policy sft, PromptSet problems);

    [Cooldown(Steps = 100)]
    public abstract Policy Cool(Policy sft, Corpus qa);
}
