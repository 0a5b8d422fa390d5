// Stack: TRL
// Kind: prompts may be longer than the context of a policy that reads bytes
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompts-above-the-context")]
public abstract partial class PromptsAboveTheContext
{
    [ProblemsFile(Path = "train.jsonl", MaxPromptCharacters = 4_096)] //! KIMI5007
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
