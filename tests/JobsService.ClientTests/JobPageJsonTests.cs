using System.Buffers;
using System.Text;
using System.Text.Json;
using JobsService.Api.Responses;
using JobsService.Client;
using JobsService.Client.Json;
using JobsService.IntegrationTests.Jobs;
using DomainJob = JobsService.Domain.Jobs.Job;

namespace JobsService.ClientTests;

/// <summary>The fast reader of pages gives the same jobs as the framework, or none.</summary>
internal sealed class JobPageJsonTests
{
    private const int Mutations = 20_000;

    private static readonly string[] Texts =
    [
        "sending",
        "Finished",
        "x",
        "onhold_autowinner",
        "",
        "ü",
        "a'b<&>\"\\/\n\u0001",
        "😀 \u202e",
    ];

    [Test]
    public void Every_page_of_the_service_is_read_by_the_fast_reader()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var page = PageOf(random, jobs: random.Next(4), asciiStates: true);
            var fast = JobPageJson.ReadCompact(page);

            Assert.That(fast, Is.Not.Null, Encoding.UTF8.GetString(page));
            Assert.That(fast.Values, Is.EqualTo(JobPageJson.ReadAny(page)!.Values));
            Assert.That(fast.ContinuationToken, Is.EqualTo("t1"));
        }
    }

    [Test]
    public void A_page_with_any_damage_is_read_as_the_framework_reads_it()
    {
        var random = new Random(2);
        var read = 0;
        for (var round = 0; round < Mutations; round++)
        {
            var page = PageOf(random, jobs: 2, asciiStates: false);
            Damage(page, random);
            if (Accepted(() => JobPageJson.ReadCompact(page)) is { } fast)
            {
                read++;
                var text = Encoding.UTF8.GetString(page);
                Assert.That(() => JobPageJson.ReadAny(page), Throws.Nothing, text);
                Assert.That(fast.Values, Is.EqualTo(JobPageJson.ReadAny(page)!.Values), text);
                Assert.That(fast.ContinuationToken, Is.EqualTo(JobPageJson.ReadAny(page)!.ContinuationToken), text);
            }
        }

        Assert.That(read, Is.InRange(Mutations / 50, Mutations - 1), "Some damage is still a page, and some is not.");
    }

    [TestCase("""{"success":true,"data":[{"id":1}],"next_page_token":null}""")]
    [TestCase(""" { "success" : true, "data" : [ ], "next_page_token" : null } """)]
    [TestCase("""{"data":[],"success":true}""")]
    public void Another_form_of_a_page_is_read_as_well(string json) =>
        Assert.That(JobPageJson.Read(Encoding.UTF8.GetBytes(json)), Is.Not.Null);

    [TestCase("""{"success":true,"data":[]""")]
    [TestCase("""{"success":true,"data":[]}}""")]
    [TestCase("""{"success":true,"data":[],"data":null}""")]
    [TestCase("""{"success":true,"data":[],"success":false}""")]
    public void A_damaged_end_of_a_page_is_not_accepted(string json) =>
        Assert.That(Accepted(() => JobPageJson.Read(Encoding.UTF8.GetBytes(json))), Is.Null);

    // Null if the page is damaged.
    private static Page<Job>? Accepted(Func<Page<Job>?> read)
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Damage(byte[] page, Random random)
    {
        const string Bytes = "\"\\,:{}[]0123456789+-eE.nulltruefalse \t\n\u0000Zz";
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            var position = random.Next(page.Length);
            page[position] = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)Bytes[random.Next(Bytes.Length)];
        }
    }

    private static byte[] PageOf(Random random, int jobs, bool asciiStates)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, EnvelopeJson.WriterOptions);
        EnvelopeJson.BeginList(writer);
        for (var number = 0; number < jobs; number++)
        {
            JobJsonOf(writer, random, asciiStates);
        }

        EnvelopeJson.EndList(writer, new Application.Paging.TokenPage("", 2, "t1"));
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void JobJsonOf(Utf8JsonWriter writer, Random random, bool asciiStates)
    {
        DomainJob job = JobBuilder.Job(Integer(random)) with
        {
            Name = Text(random),
            State = asciiStates ? Texts[random.Next(4)] : Text(random),
            State2 = random.Next(2) == 0 ? null : Text(random),
            JobType = random.Next(2) == 0 ? "Campaign" : Texts[random.Next(4)],
            OrganizationId = Integer(random),
            Paused = random.Next(2) == 0,
            ProgressValue = Integer(random),
            ProgressTotal = IntegerOrNull(random),
            MailingListId = IntegerOrNull(random),
            SuppressionListId = IntegerOrNull(random),
            BeginsAt = TimeOrNull(random),
            StartedAt = TimeOrNull(random),
            FinishedAt = TimeOrNull(random),
            RetryAt = TimeOrNull(random),
            UpdatedAt = Time(random),
        };
        Api.Jobs.JobJson.Write(writer, job);
    }

    private static string Text(Random random) => Texts[random.Next(Texts.Length)];

    private static long Integer(Random random) =>
        random.Next(4) switch
        {
            0 => random.Next(-9, 9),
            1 => long.MaxValue,
            2 => long.MinValue,
            _ => random.NextInt64(),
        };

    private static long? IntegerOrNull(Random random) => random.Next(2) == 0 ? null : Integer(random);

    private static DateTimeOffset? TimeOrNull(Random random) => random.Next(2) == 0 ? null : Time(random);

    private static DateTimeOffset Time(Random random) =>
        new(
            random.NextInt64(DateTimeOffset.MaxValue.Ticks) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond,
            TimeSpan.Zero
        );
}
