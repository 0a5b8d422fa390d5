// Stack: Megatron
// Kind: the settings share out two corpora, and the recipe has three by now
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("mixture-of-the-old-recipe")]
public abstract partial class MixtureOfTheOldRecipe
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "code.jsonl")]
    public abstract Corpus Code();

    [DocumentsFile(Path = "math.jsonl")]
    public abstract Corpus Math();

    [InitializeTransformer(Layers = 12, ContextLength = 1_024)]
    public abstract Policy Initial();

    [Pretrain(Steps = 2_000, SequenceLength = 1_024, Mixture = [0.6, 0.2, 0.2])]
    public abstract Policy Pretrained(Policy initial, Corpus web, Corpus code, Corpus math);
}
//// kimi.json
{
  "mixture-of-the-old-recipe": {
    "Pretrained": { "Mixture": [0.7, 0.3] } //! KIMI5005
  }
}
