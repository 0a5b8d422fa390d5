// Form: templates are raw texts of several lines
using Kimi.Dsl;

namespace Acme;

[Recipe("raw-texts")]
public abstract partial class RawTexts
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleLongCot(Templates = [Plan, """
        {prompt}

        Think of "what could be wrong", then answer.
        """])]
    [ExactAnswerReward]
    public abstract Demonstrations Long(Policy sft, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Warm(Policy sft, [From(nameof(Long))] Demonstrations chains);

    private const string Plan = $$"""
        {prompt}

        {{nameof(Plan)}} first.
        """;
}
