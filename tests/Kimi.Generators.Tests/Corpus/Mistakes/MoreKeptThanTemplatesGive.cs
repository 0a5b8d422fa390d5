// Stack: LLaMA-Factory
// Kind: sixteen long chains of thought of each problem, of two that are sampled
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-kept-than-templates-give")]
public abstract partial class MoreKeptThanTemplatesGive
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleLongCot(SamplesPerPrompt = 2, Templates = ["{prompt}"], PerProblem = 16)] //! KIMI5007
    [ExactAnswerReward]
    public abstract Demonstrations Long(Policy sft, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Warm(Policy sft, [From(nameof(Long))] Demonstrations chains);
}
