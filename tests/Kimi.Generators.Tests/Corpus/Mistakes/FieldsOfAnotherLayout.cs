// Stack: LLaMA-Factory
// Kind: the columns of a file of conversations are mapped as if it had prompts and responses: role and text of a message are given as columns of the row
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("fields-of-another-layout")]
public abstract partial class FieldsOfAnotherLayout
{
    [LoadPolicy("models/mistral-7b-instruct")]
    public abstract Policy Base();

    [DemonstrationsFile(
        Path = "data/agent-sft.jsonl",
        Layout = DemonstrationLayout.ShareGpt,
        PromptField = "conversation",
        ResponseField = "content", //! KIMI5006
        Shuffle = true)]
    public abstract Demonstrations Episodes();

    [FineTune(Steps = 600, LearningRate = 1e-5, WarmupSteps = 30, DecayFraction = 1)]
    public abstract Policy Agent([From(nameof(Base))] Policy start, Demonstrations episodes);

    [ProblemsFile(Path = "data/agent-tasks.jsonl")]
    public abstract PromptSet Tasks();

    [Evaluate(MaxResponseTokens = 512)]
    [ExactAnswerReward(Marker = "ACTION:")]
    public abstract Evaluation Report(Policy agent, PromptSet tasks);
}
