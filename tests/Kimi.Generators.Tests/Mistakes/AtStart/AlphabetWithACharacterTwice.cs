// Mistake: My alphabet has a character twice, by --set
// Pain: 8
// Caught: start
// Arguments: run twice --set Initial:Alphabet=0123456789+=#0
// Says: KIMI5001: Alphabet cannot be "0123456789+=#0": it has a character twice (twice:Initial, --set)
using Kimi.Dsl;

namespace Acme;

[Recipe("twice")]
public abstract partial class Twice
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
