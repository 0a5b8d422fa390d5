using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6019: conversations go to a policy with a chat template.</summary>
public sealed class KIMI6019Tests
{
    private const string Config = """
        {
          "hidden_size": 64, "intermediate_size": 96, "max_position_embeddings": 2048, "model_type": "llama", "num_attention_heads": 4,
          "num_hidden_layers": 2, "num_key_value_heads": 2, "vocab_size": 1000, "eos_token_id": 2
        }
        """;

    [Theory]
    [InlineData("[DemonstrationsFile(Path = \"a\", Layout = DemonstrationLayout.Messages)] public abstract Demonstrations Chats();")]
    [InlineData("[DemonstrationsFile(Path = \"a\", Layout = DemonstrationLayout.ShareGpt)] public abstract Demonstrations Chats();")]
    public async Task Chats_for_a_policy_that_was_initialized_here_are_told(string chats)
    {
        var messages = await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                {{chats}}
                [InitializeTransformer] public abstract Policy Initial();
                [FineTune] public abstract Policy Sft(Policy {|KIMI6019:initial|}, Demonstrations chats);
            }
            """);
        Assert.Equal(
            "stage 'Sft' gives 'initial' the conversations of 'chats', but its tokenizer has no chat template to format them: "
            + "start from a checkpoint that has one, or take plain texts",
            messages[0]);
    }

    [Fact]
    public async Task Texts_to_continue_need_none() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [DemonstrationsFile(Path = "a")] public abstract Demonstrations Chats();
            [InitializeTransformer] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations chats);
        }
        """);

    [Theory]
    [InlineData("", "", false)]
    [InlineData("{ \"eos_token\": \"</s>\" }", "", true)]
    [InlineData("{ \"eos_token\": \"</s>\", \"chat_template\": \"{{ messages }}\" }", "", false)]
    [InlineData("{ \"eos_token\": \"</s>\" }", "{{ messages }}", false)]
    public async Task A_checkpoint_is_judged_by_its_files_and_one_without_them_is_not(string tokenizer, string template, bool isTold)
    {
        var mark = isTold ? "{|KIMI6019:start|}" : "start";
        await Recipes.CheckAsync(
            $$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [DemonstrationsFile(Path = "a", Layout = DemonstrationLayout.Messages)] public abstract Demonstrations Chats();
                [LoadPolicy("models/m")] public abstract Policy Base();
                [FineTune] public abstract Policy Sft([From(nameof(Base))] Policy {{mark}}, Demonstrations chats);
            }
            """,
            [
                new TextFile("/app/models/m/config.json", Config),
                .. tokenizer.Length > 0 ? [new TextFile("/app/models/m/tokenizer_config.json", tokenizer)] : Array.Empty<TextFile>(),
                .. template.Length > 0 ? [new TextFile("/app/models/m/chat_template.jinja", template)] : Array.Empty<TextFile>(),
            ]);
    }

    [Theory]
    [InlineData("{ \"eos_token_id\": [7, 5000] }", false)]
    [InlineData("{ \"eos_token_id\": 5000 }", true)]
    public async Task An_end_of_text_beyond_the_vocabulary_is_told(string generation, bool isTold)
    {
        var folder = isTold ? "{|KIMI6015:\"models/m\"|}" : "\"models/m\"";
        await Recipes.CheckAsync(
            $$"""
            [Recipe("r")]
            public abstract partial class R { [LoadPolicy({{folder}})] public abstract Policy Base(); }
            """,
            new TextFile("/app/models/m/config.json", Config),
            new TextFile("/app/models/m/generation_config.json", generation));
    }

    [Theory]
    [InlineData(
        "[ProblemsFile(Layout = ProblemLayout.Verl)] public abstract PromptSet All(); "
        + "[SampleLongCot({|KIMI6019:Templates = [\"<|im_start|>{prompt}<|im_end|>\"]|}), "
        + "MathReward] public abstract Demonstrations Warm(Policy start, PromptSet all);")]
    [InlineData(
        "[ProblemsFile] public abstract PromptSet All(); "
        + "[SampleLongCot(Templates = [\"<|im_start|>{prompt}<|im_end|>\"]), MathReward] public abstract Demonstrations Warm(Policy start, PromptSet all);")]
    public async Task Marks_of_a_chat_around_a_conversation_are_told(string code) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            {{code}}
            [FineTune] public abstract Policy Sft(Policy start, Demonstrations warm);
        }
        """);
}
