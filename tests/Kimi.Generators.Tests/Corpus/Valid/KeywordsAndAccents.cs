// Form: stages and inputs have keywords and accents in their names
using Kimi.Dsl;

namespace Acme;

[Recipe("keywords-and-accents")]
public abstract partial class KeywordsAndAccents
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Aufgaben_für_später();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Base();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Params(PromptSet aufgaben_für_später);

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy @base, Demonstrations @params);
}
