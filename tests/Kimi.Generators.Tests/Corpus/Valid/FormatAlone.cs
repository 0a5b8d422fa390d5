// Form: the form of the response is all that counts
using Kimi.Dsl;

namespace Acme;

[Recipe("format-alone")]
public abstract partial class FormatAlone
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
    [FormatReward(Pattern = "^[0-9]+#[0-9]+$")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
