// Form: an adapter on weights that were pretrained here
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-of-a-pretrained-model")]
public abstract partial class AdapterOfAPretrainedModel
{
    [DocumentsFile(Path = "text.jsonl")]
    public abstract Corpus Text();

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 400)]
    public abstract Policy Pretrained(Policy initial, Corpus text);

    [FineTune(Steps = 200)]
    [Lora(Rank = 4)]
    public abstract Policy Sft(Policy pretrained, Demonstrations traces);

    [MergeAdapter]
    public abstract Policy Merged(Policy sft);
}
