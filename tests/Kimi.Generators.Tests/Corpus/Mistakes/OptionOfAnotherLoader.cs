// Stack: LLaMA-Factory
// Kind: the layout of a file of conversations is set under a name that no option has, so that the file is read as pairs of prompt and response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("option-of-another-loader")]
public abstract partial class OptionOfAnotherLoader
{
    [LoadPolicy("models/llama-3.1-8b-instruct")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/support.jsonl", Shuffle = true)]
    public abstract Demonstrations Talks();

    [FineTune(Steps = 900, LearningRate = 5e-5)]
    [Lora(Rank = 8)]
    public abstract Policy Support([From(nameof(Base))] Policy start, Demonstrations talks);

    [MergeAdapter]
    public abstract Policy Merged(Policy support);
}
//// kimi.json
{
  "option-of-another-loader": {
    "Talks": {
      "Path": "data/support-sharegpt.jsonl",
      "Format": "ShareGpt" //! KIMI7002
    },
    "Support": { "Steps": 1200 }
  }
}
