# SPDX-License-Identifier: Apache-2.0
# Tickets for a Request Tracker 5: for bench/console.
#
#     perl rt-seed.pl --tickets N < TEXTS
#
# RT_SITE_CONFIG names its configuration; its database is there and fresh. TEXTS has four texts a ticket, each ended by a
# line with a single dot: what tools/seed.c gives a case. Each ticket gets four transactions: a citizen writes, the officer
# answers, the citizen answers, the officer leaves a comment. One in twenty stays open. The officer is "bench" and may do
# everything, as ours. RT's own mails are switched off, so its tickets are shorter than in real life.
use strict;
use warnings;
use Getopt::Long;

use lib '/usr/share/request-tracker5/lib';
use RT -init;
use MIME::Entity;

my ($tickets, $password) = (0, '');
GetOptions('tickets=i' => \$tickets, 'password=s' => \$password) or die "options\n";
binmode STDIN, ':encoding(UTF-8)';

sub must { my ($done, $said) = @_; die "rt-seed: $said\n" unless $done; return $done }

my $scrips = RT::Scrips->new(RT->SystemUser);
$scrips->UnLimit;
while (my $scrip = $scrips->Next) { must($scrip->SetDisabled(1)) unless $scrip->Disabled }

my $officer = RT::User->new(RT->SystemUser);
must($officer->Create(Name => 'bench', EmailAddress => 'bench@northam.example', Password => $password, Privileged => 1, Lang => 'en'));
must($officer->PrincipalObj->GrantRight(Right => 'SuperUser', Object => RT->System));
my $works = RT::CurrentUser->new;
$works->Load('bench');

my @queues;
for my $name ('Customer services', 'Highways', 'Housing', 'Waste', 'Parks', 'Planning', 'Libraries', 'Registrar') {
    my $queue = RT::Queue->new(RT->SystemUser);
    must($queue->Create(Name => $name, Description => $name));
    push @queues, $queue;
}

sub text {
    my $text = '';
    while (defined(my $line = <STDIN>)) {
        last if $line eq ".\n";
        $text .= $line;
    }
    return $text;
}

sub mail {
    my ($from, $subject) = @_;
    return MIME::Entity->build(From => $from, Subject => $subject, Type => 'text/plain', Charset => 'UTF-8',
        Data => Encode::encode('UTF-8', text()));
}

for my $number (0 .. $tickets - 1) {
    my $address = 'citizen' . int($number / 3) . '@citizen.example';
    my $subject = "The lamp at corner $number is dark";
    my $citizen = RT::CurrentUser->new;
    my $user = RT::User->new(RT->SystemUser);
    must($user->LoadOrCreateByEmail(EmailAddress => $address, RealName => "Citizen Number " . int($number / 3)));
    $citizen->Load($user->id);

    my $ticket = RT::Ticket->new(RT->SystemUser);
    must($ticket->Create(Queue => $queues[$number % @queues]->id, Subject => $subject, Requestor => $address,
        Owner => $officer->id, MIMEObj => mail($address, $subject)));
    my $seen = RT::Ticket->new($works);
    $seen->Load($ticket->id);
    must($seen->Correspond(MIMEObj => mail('bench@northam.example', "Re: $subject")));
    my $theirs = RT::Ticket->new(RT->SystemUser);
    $theirs->Load($ticket->id);
    must($theirs->Correspond(MIMEObj => mail($address, "Re: $subject")));
    must($seen->Comment(MIMEObj => mail('bench@northam.example', '')));
    must($seen->SetStatus('resolved')) if $number % 20;
}
