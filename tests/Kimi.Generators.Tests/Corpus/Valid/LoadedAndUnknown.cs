// Form: a loaded policy of which the build knows nothing, with ids and lengths that it may well have
using Kimi.Dsl;

namespace Acme;

[Recipe("loaded-and-unknown")]
public abstract partial class LoadedAndUnknown
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("../models/other")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60, MaxResponseTokens = 100_000, StopTokens = [200_020], StopTexts = ["<|im_end|>", "</answer>"])]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "答案：")]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
