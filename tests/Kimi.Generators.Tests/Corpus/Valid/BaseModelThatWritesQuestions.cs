// Form: a pretrained model that was never tuned makes questions and answers for its cooldown
using Kimi.Dsl;

namespace Acme;

[Recipe("base-model-that-writes-questions")]
public abstract partial class BaseModelThatWritesQuestions
{
    [DocumentsFile(Path = "text.jsonl")]
    public abstract Corpus Text();

    [DocumentsFile(Path = "later-text.jsonl")]
    public abstract Corpus LaterText();

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 400)]
    public abstract Policy Pretrained(Policy initial, Corpus text);

    [SampleQuestionAnswers]
    [ExactAnswerReward]
    public abstract Corpus Questions(Policy pretrained, PromptSet problems);

    [Cooldown(Steps = 100, Mixture = [0.9, 0.1])]
    public abstract Policy Cooled(Policy pretrained, Corpus text, Corpus questions);

    [MeasurePerplexity(SequenceLength = 256)]
    public abstract PerplexityReport Perplexity(Policy pretrained, Policy cooled, Corpus laterText);
}
