using System.Text;
using Kimi.Dsl;
using Kimi.Runtime.Sandboxes;

namespace Kimi.Runtime.Tests.Sandboxes;

/// <summary>The interpreter of programs in postfix notation.</summary>
public sealed class PostfixSandboxTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    [Theory]
    [InlineData("x y + 2 *", "3 4", "14")]
    [InlineData("x y z u v w + + + + +", "1 2 3 4 5 6", "21")]
    [InlineData("x y -", "3 10\n", "-7")]
    [InlineData("x 7 /", "-8", "-2")]
    [InlineData("x 7 %", "-8", "6")]
    [InlineData("x -7 %", "8", "-6")]
    [InlineData("x -7 /", "8", "-2")]
    [InlineData("x y min x y max -", "9 4", "-5")]
    [InlineData("x dup *", "-12", "144")]
    [InlineData("x y swap -", "3 10", "7")]
    [InlineData("x y drop neg abs", "-3 10", "3")]
    [InlineData("9223372036854775807", "", "9223372036854775807")]
    [InlineData("-9223372036854775808 -1 %", "", "0")]
    [InlineData("\tx\n x *", " \t 5\r\n", "25")]
    public async Task A_program_prints_the_number_that_is_left(string source, string input, string printed)
    {
        var exited = Assert.IsType<RunOutcome.Exited>(await RunAsync(source, input));

        Assert.Equal((0, printed + "\n", ""), (exited.Code, Text(exited.Output), Text(exited.Error)));
    }

    [Theory]
    [InlineData("x +", "1", "word 2, '+': the stack has 1 of 2 numbers")]
    [InlineData("x y", "1 2", "the program leaves 2 numbers and not one")]
    [InlineData("1 drop", "", "the program leaves 0 numbers and not one")]
    [InlineData("x y /", "1 0", "word 3, '/': division by zero")]
    [InlineData("x y %", "1 0", "word 3, '%': division by zero")]
    [InlineData("x y +", "1", "word 2, 'y': the input has 1 numbers")]
    [InlineData("x", "1.5", "word 1, 'x': the input's is no number of 64 bits")]
    [InlineData("9223372036854775807 1 +", "", "word 3, '+': the result has more than 64 bits")]
    [InlineData("-9223372036854775808 neg", "", "word 2, 'neg': the result has more than 64 bits")]
    [InlineData("-9223372036854775808 -1 /", "", "word 3, '/': the result has more than 64 bits")]
    [InlineData("4294967296 dup * dup *", "", "word 3, '*': the result has more than 64 bits")]
    public async Task A_program_that_fails_says_at_which_word_and_exits_with_one(string source, string input, string error)
    {
        var exited = Assert.IsType<RunOutcome.Exited>(await RunAsync(source, input));

        Assert.Equal((1, "", error + "\n"), (exited.Code, Text(exited.Output), Text(exited.Error)));
    }

    [Theory]
    [InlineData("x y ++", "'++' is no word of the language and no number of 64 bits")]
    [InlineData("print(1)", "'print(1)' is no word of the language and no number of 64 bits")]
    [InlineData("9223372036854775808", "'9223372036854775808' is no word of the language and no number of 64 bits")]
    [InlineData("X", "'X' is no word of the language and no number of 64 bits")]
    [InlineData("1,000", "'1,000' is no word of the language and no number of 64 bits")]
    [InlineData(" \n", "the program is empty")]
    public async Task What_is_no_program_does_not_compile(string source, string message) =>
        Assert.Equal(message, Assert.IsType<RunOutcome.CompileError>(await RunAsync(source, "1 2")).Message);

    [Fact]
    public async Task More_words_than_steps_and_more_numbers_than_memory_reach_a_limit()
    {
        var ones = string.Join(' ', Enumerable.Repeat("1", 1_001));
        var sum = ones + string.Concat(Enumerable.Repeat(" +", 1_000));

        Assert.Equal("1001\n", Text(Assert.IsType<RunOutcome.Exited>(await RunAsync(sum, "", new())).Output));
        Assert.Equal(SandboxLimit.CpuTime, Limit(await RunAsync(sum, "", new() { CpuSeconds = 0.002 })));
        Assert.IsType<RunOutcome.Exited>(await RunAsync(sum, "", new() { CpuSeconds = 0.002001 }));
        Assert.Equal(SandboxLimit.Memory, Limit(await RunAsync(sum, "", new() { MemoryBytes = 8_000 })));
        Assert.Equal(SandboxLimit.Output, Limit(await RunAsync("1234", "", new() { OutputBytes = 4 })));
    }

    [Fact]
    public async Task There_is_an_outcome_for_each_input_and_always_the_same()
    {
        SandboxJob job = new()
        {
            Language = ProgramLanguage.Postfix,
            Source = "x y /",
            Inputs = [Bytes("6 3"), Bytes("1 0"), Bytes("7 2")],
        };

        var first = await new PostfixSandbox().RunAsync(job, s_never).Select(Shown).ToListAsync();
        var second = await new PostfixSandbox().RunAsync(job, s_never).Select(Shown).ToListAsync();

        Assert.Equal([(0, "2\n"), (1, ""), (0, "3\n")], first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Another_language_is_a_fault()
    {
        SandboxJob job = new() { Language = ProgramLanguage.Python, Source = "1", Inputs = [default] };

        var outcome = await new PostfixSandbox().RunAsync(job, s_never).SingleAsync();

        Assert.Equal("the postfix interpreter runs no Python: register a sandbox that does", Assert.IsType<RunOutcome.SandboxFault>(outcome).Why);
    }

    private static (int, string) Shown(RunOutcome outcome) => outcome is RunOutcome.Exited exited ? (exited.Code, Text(exited.Output)) : (-1, "");

    private static SandboxLimit Limit(RunOutcome outcome) => Assert.IsType<RunOutcome.LimitReached>(outcome).Limit;

    private static ValueTask<RunOutcome> RunAsync(string source, string input, SandboxLimits? limits = null) => new PostfixSandbox().RunAsync(
        new() { Language = ProgramLanguage.Postfix, Source = source, Inputs = [Bytes(input)], Limits = limits ?? new() }, s_never).SingleAsync();

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
