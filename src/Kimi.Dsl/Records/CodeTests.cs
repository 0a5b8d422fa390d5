using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>
/// The tests of a problem that a program answers. What they expect never reaches a program that is judged, but for a harness in C, C++ or JavaScript.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Streams), "streams")]
[JsonDerivedType(typeof(Calls), "calls")]
[JsonDerivedType(typeof(Harness), "harness")]
public abstract record CodeTests
{
    private CodeTests()
    {
    }

    /// <summary>How many there are; a harness is one.</summary>
    [JsonIgnore]
    public abstract int Count { get; }

    /// <summary>The program is run for each test: it reads its standard input and writes its standard output.</summary>
    /// <param name="Tests">The tests.</param>
    public sealed record Streams(ValueList<StreamTest> Tests) : CodeTests
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override int Count => Tests.Count;
    }

    /// <summary>The program is run for each test, and a function of it is called. Python only.</summary>
    /// <param name="Function">The function, or the method of the program's class <c>Solution</c>.</param>
    /// <param name="Tests">The tests.</param>
    public sealed record Calls(string Function, ValueList<CallTest> Tests) : CodeTests
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override int Count => Tests.Count;
    }

    /// <summary>
    /// Source of tests that call a function and assert something of its results, as HumanEval and MBPP have it. It needs a submission that is right, whose
    /// calls are recorded: the program gets their arguments, and the tests get its results, each in a box of its own. In C, C++ and JavaScript, the tests are
    /// behind the program in its process, and a submission that is right, where there is one, must pass them first.
    /// </summary>
    /// <param name="Function">The function.</param>
    /// <param name="Preamble">What stands before the program, as the signature that a completion continues; it may be empty.</param>
    /// <param name="Source">The tests: statements that call the function, or a function <c>check(candidate)</c>; in C and C++, they have a function
    /// <c>main</c>.</param>
    public sealed record Harness(string Function, string Preamble, string Source) : CodeTests
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override int Count => string.IsNullOrWhiteSpace(Source) ? 0 : 1;
    }
}

/// <summary>An input and what a program writes for it.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Standard output.</param>
public sealed record StreamTest(string Input, string Output);

/// <summary>A call and its result, as JSON.</summary>
/// <param name="Arguments">The arguments, a JSON array.</param>
/// <param name="Result">The result, a JSON value. A tuple is an array, and a set one in ascending order.</param>
public sealed record CallTest(string Arguments, string Result);
