using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8025: an environment replies.</summary>
public sealed class KIMI8025Tests
{
    [Theory]
    [InlineData("", "return new({|KIMI8025:new EnvironmentReply.Finished()|});")]
    [InlineData("", "return new(turn.Text == problem.Answer ? {|KIMI8025:new EnvironmentReply.Finished()|} : new EnvironmentReply.Finished());")]
    public async Task One_that_ends_at_once_is_told(string member, string body) => await CheckAsync(member, body);

    [Theory]
    [InlineData("", "return new(turn.Text == problem.Answer ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue(\"no\"));")]
    [InlineData("", "return new(new EnvironmentReply.Continue($\"{problem.Prompt}? {turn.Text}\"));")]
    [InlineData("private static EnvironmentReply End() => new EnvironmentReply.Finished();",
        "return new(turn.Text == problem.Answer ? End() : new EnvironmentReply.Continue(\"no\"));")]
    [InlineData("public IReadOnlyList<Message> Opening => [new(MessageRole.User, [new PromptPart.Text(problem.Id)])];",
        "return new(new EnvironmentReply.Finished());")]
    public async Task One_that_replies_is_fine(string member, string body) => await CheckAsync(member, body);

    private static Task<IReadOnlyList<string>> CheckAsync(string member, string body) => Recipes.CheckAsync($$"""
        #pragma warning disable CS9113
        public sealed class Own(MathProblem problem) : IEpisode
        {
            {{member}}
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
            {
                {{body}}
            }
            public ValueTask DisposeAsync() => default;
        }
        """);

    [Theory]
    [InlineData("{|KIMI8025:new EnvironmentReply.Continue(new Message(MessageRole.Assistant, [new PromptPart.Text(\"on\")]))|}")]
    [InlineData("new EnvironmentReply.Continue(new Message(MessageRole.User, [new PromptPart.Text(\"on\")]))")]
    public async Task A_reply_in_the_role_of_the_policy_is_told(string reply) => await Recipes.CheckAsync($$"""
        public sealed class Own : IEpisode
        {
            public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
                new(turn.Text.Length > 3 ? new EnvironmentReply.Finished() : {{reply}});
            public ValueTask DisposeAsync() => default;
        }
        """);
}
