// Stack: slime
// Kind: sixteen prompts are split among 64 engines
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("more-parts-than-prompts")]
public abstract partial class MorePartsThanPrompts
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, PromptsPerIteration = 16, Parts = 64)] //! KIMI5002
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
