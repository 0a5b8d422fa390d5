// Stack: OpenRLHF
// Kind: problems are curated, and training takes those from before
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("curated-for-nobody")]
public abstract partial class CuratedForNobody
{
    [Problems<AdditionProblems>(Count = 10_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 320)]
    public abstract Policy Initial();

    [FineTune(Steps = 900, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [CuratePrompts(MaxPassRate = 0.8, GuessAttempts = 0)]
    [ExactAnswerReward]
    public abstract PromptSet Curated(Policy sft, PromptSet problems, PromptSet heldOut); //! KIMI2005

    [Reinforce(Iterations = 120, PromptsPerIteration = 32)]
    [PolicyGradient]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
